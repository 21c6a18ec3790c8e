namespace Orleans.Ray.Tests.Doubles;

/// <summary>Fails for what is a copy.</summary>
[RegisterConverter]
internal sealed class DelicateConverter : IConverter<Delicate, DelicateSurrogate>
{
    public Delicate ConvertFromSurrogate(in DelicateSurrogate surrogate) => new(surrogate.Copies + 1);

    public DelicateSurrogate ConvertToSurrogate(in Delicate value) =>
        value.Copies == 0 ? new() { Copies = value.Copies } : throw new InvalidOperationException("It broke.");
}
