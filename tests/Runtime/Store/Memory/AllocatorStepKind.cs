namespace Orleans.Ray.Tests.Store;

internal enum AllocatorStepKind
{
    Allocate,
    AllocateRecycled,
    Free,
    Split,
    Limit,
}
