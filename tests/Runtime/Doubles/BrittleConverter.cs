namespace Orleans.Ray.Tests.Doubles;

/// <summary>Fails.</summary>
[RegisterConverter]
internal sealed class BrittleConverter : IConverter<Brittle, SealedSurrogate>
{
    public SealedSurrogate ConvertToSurrogate(in Brittle value) => throw new InvalidOperationException("It broke.");

    public Brittle ConvertFromSurrogate(in SealedSurrogate surrogate) => throw new InvalidOperationException("It broke.");
}
