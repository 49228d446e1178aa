"""Pictures in and out: reading frames of images, videos and webcams, and writing videos."""
