"""Records become passages, and passages one generation of an index on disk."""

import os

# Official builds of onnxruntime, from 1.29 on, report to Microsoft which models are loaded, from a
# thread of their own. What is searched here is nobody else's business, and a server that forks workers
# wants no thread before. Read when onnxruntime is imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
