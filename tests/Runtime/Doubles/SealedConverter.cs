namespace Orleans.Ray.Tests.Doubles;

/// <summary>Copies a <see cref="Sealed"/>, and adds one so that it shows. A copy of one that has a gate passes it first, except for the first.</summary>
[RegisterConverter]
internal sealed class SealedConverter : IConverter<Sealed, SealedSurrogate>
{
    public SealedSurrogate ConvertToSurrogate(in Sealed value) => new() { Value = value.Value, Gate = value.Gate };

    public Sealed ConvertFromSurrogate(in SealedSurrogate surrogate)
    {
        if (surrogate.Gate is { } gate && surrogate.Value > 0)
        {
            Gate.Find(gate).Pass();
        }

        return new Sealed(surrogate.Value + 1, surrogate.Gate);
    }
}
