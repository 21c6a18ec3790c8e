namespace Orleans.Runtime;

internal sealed class ActivationIdConverter() : TextConverter<ActivationId>(static id => id.ToParsableString(), ActivationId.FromParsableString);
