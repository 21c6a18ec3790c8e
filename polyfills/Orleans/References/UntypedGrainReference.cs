namespace Orleans.Runtime;

internal sealed class UntypedGrainReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
