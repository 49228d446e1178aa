"""Pictures in: reading frames of images, videos and webcams, and following people over them."""
