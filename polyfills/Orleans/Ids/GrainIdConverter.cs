namespace Orleans.Runtime;

internal sealed class GrainIdConverter() : TextConverter<GrainId>(static id => id.ToString(), GrainId.Parse);
