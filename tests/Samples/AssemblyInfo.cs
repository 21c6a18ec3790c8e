// Each test starts a node that takes all processors for its own; one at a time, none starves another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
