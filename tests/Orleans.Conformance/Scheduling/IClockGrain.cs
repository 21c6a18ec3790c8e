using Orleans.Concurrency;

namespace Orleans.Conformance.Scheduling;

public interface IClockGrain : IGrainWithStringKey
{
    /// <summary>The legacy timer.</summary>
    Task StartLegacy(string ticked, string started, string release);

    /// <summary>The callback takes longer than the period; gives the times from the end of one to the start of the next.</summary>
    Task MeasureGaps(TimeSpan period, TimeSpan work, int ticks, string measured);

    /// <summary>The first callback changes its own timer, and takes longer than the new due time.</summary>
    Task ChangeInCallback(string ticked);

    Task StartForDeactivation(string ticked, string deactivated);

    Task StartOnce(string ticked);

    Task<string> StartWrong();

    [AlwaysInterleave]
    Task<int> Ticks();

    Task Stop();
}
