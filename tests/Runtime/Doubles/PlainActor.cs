namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that takes and gives what cannot be copied.</summary>
[RayActor]
internal sealed partial class PlainActor(Plain? start = null)
{
    private readonly Plain _plain = start ?? new Plain();

    public int Take(Plain plain) => plain.Value;

    public int TakeBoth(int number, Plain plain) => number + plain.Value;

    public int ThrowUnreadable() => throw new UnreadableException();

    public int Pass(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }

    public Plain Give() => _plain;

    public int Ping() => 1;
}
