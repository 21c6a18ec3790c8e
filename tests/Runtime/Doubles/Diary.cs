namespace Orleans.Ray.Tests.Doubles;

/// <summary>An async actor that writes down who is inside.</summary>
[RayActor]
internal sealed partial class Diary
{
    private readonly List<string> _pages = [];
    private int _inside;
    private int _entries;

    public async Task StartAndEnd(int call)
    {
        _pages.Add($"start {call}");
        await Task.Yield();
        _pages.Add($"end {call}");
    }

    /// <summary>Whether nothing else ran meanwhile.</summary>
    public bool Enter()
    {
        var alone = ++_inside == 1;
        Thread.SpinWait(2000);
        alone &= _inside-- == 1;
        _entries++;
        return alone;
    }

    public async Task<bool> EnterAsync()
    {
        var before = EnterOnce();
        await Task.Yield();
        var after = EnterOnce();
        _entries++;
        return before && after;
    }

    public List<string> Pages() => _pages;

    public int Entries() => _entries;

    private bool EnterOnce()
    {
        var alone = ++_inside == 1;
        Thread.SpinWait(2000);
        return alone & _inside-- == 1;
    }
}
