"""A process of rank 1 of 2, by PyTorch's own store and Gloo: averages with a C# process, then sends it a tensor."""
import sys
from datetime import timedelta

import torch
import torch.distributed as dist

patience = timedelta(seconds=30)
store = dist.PrefixStore("lts/0", dist.TCPStore("127.0.0.1", int(sys.argv[1]), 2, False, patience, False))
group = dist.ProcessGroupGloo(store, 1, 2, patience)
bucket = torch.tensor([5.0, 10.0, 9.0])
group.allreduce([bucket]).wait()
assert bucket.tolist() == [6.0, 12.0, 12.0], bucket
options = dist.BroadcastOptions()
options.rootRank = 1
group.broadcast([torch.tensor([7.0, 8.0])], options).wait()
