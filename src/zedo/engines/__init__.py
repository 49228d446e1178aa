"""The networks on other engines: OpenVINO, ONNX Runtime, torch.compile, and 8-bit numbers."""
