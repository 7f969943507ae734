"""Files from the internet on request: with size, progress and cancel, and complete or not at all.

    fetch(file, target)      downloads a file here, and returns when it is done
    Download(file)           does so in a thread of its own, with its progress and its end

No library does this. Keras's `get_file` and pooch check a hash and show progress, but neither can be
cancelled, nor go on where it broke off. huggingface_hub goes on, but downloads only from its own hub.
"""

from cnnviz.downloads.download import Download
from cnnviz.downloads.fetching import Cancelled, fetch
from cnnviz.downloads.keras_folder import keras_folder
from cnnviz.downloads.remote_file import MIRROR, RemoteFile

__all__ = ["MIRROR", "Cancelled", "Download", "RemoteFile", "fetch", "keras_folder"]
