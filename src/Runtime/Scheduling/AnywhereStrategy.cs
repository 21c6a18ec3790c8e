namespace Orleans.Ray.Scheduling;

/// <summary>The strategies that name no place.</summary>
internal sealed class AnywhereStrategy(string name) : SchedulingStrategy
{
    public override string ToString() => name;
}
