"""Controls that several pages share: where an image, a digit, a kernel or a layer is chosen."""
