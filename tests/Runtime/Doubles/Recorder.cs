namespace Orleans.Ray.Tests.Doubles;

/// <summary>Keeps what each caller said, in the order in which it came.</summary>
[RayActor]
internal sealed partial class Recorder
{
    private readonly Dictionary<int, List<int>> _said = [];

    public int Say(int caller, int what)
    {
        if (!_said.TryGetValue(caller, out var said))
        {
            _said[caller] = said = [];
        }

        said.Add(what);
        return what;
    }

    public Dictionary<int, List<int>> Said() => _said;
}
