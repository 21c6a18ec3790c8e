namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that takes long to be created, and then waits for an argument.</summary>
[RayActor]
internal sealed partial class Latecomer(Sealed slow, int value)
{
    public int Ping() => slow.Value + value;
}
