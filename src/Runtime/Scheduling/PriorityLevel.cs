namespace Orleans.Ray.Scheduling;

/// <summary>The listed classes of one job and one priority, which take turns. The pumping thread's own.</summary>
internal sealed class PriorityLevel(int priority)
{
    private int _turn;

    public int Priority => priority;

    public List<SchedulingClass> Classes { get; } = [];

    /// <summary>The class that is so many places after the one whose turn it is.</summary>
    public SchedulingClass AfterTurn(int places) => Classes[(_turn + places) % Classes.Count];

    /// <summary>The turn goes to the one after the class that is so many places after the one whose turn it was.</summary>
    public void Advance(int places) => _turn = (_turn + places + 1) % Classes.Count;

    public void Remove(SchedulingClass scheduling)
    {
        var index = Classes.IndexOf(scheduling);
        Classes.RemoveAt(index);
        if (index < _turn)
        {
            _turn--;
        }

        _turn = Classes.Count == 0 ? 0 : _turn % Classes.Count;
    }
}
