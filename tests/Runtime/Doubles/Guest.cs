namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that reports its graceful end.</summary>
[RayActor]
internal sealed partial class Guest(string departure) : IDisposable
{
    public int Ping() => 1;

    public int Pass(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }

    public void Dispose() => Departure.Report(departure);
}
