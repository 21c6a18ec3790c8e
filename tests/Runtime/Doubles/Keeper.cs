namespace Orleans.Ray.Tests.Doubles;

/// <summary>Keeps a list, and hands out the very list that it keeps.</summary>
[RayActor]
internal sealed partial class Keeper(List<int>? start = null)
{
    private List<int> _kept = start ?? [];

    public List<int> Add(int value)
    {
        _kept.Add(value);
        return _kept;
    }

    public void Keep(List<int> list) => _kept = list;
}
