namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that asks the next one, where there is one.</summary>
[RayActor]
internal sealed partial class Relay(List<Relay.Handle> next)
{
    public int Echo(int value) => next.Count == 0 ? value : Ray.Get(next[0].Echo(value));

    public async Task<int> EchoAsync(int value) => next.Count == 0 ? value : await next[0].EchoAsync(value);
}
