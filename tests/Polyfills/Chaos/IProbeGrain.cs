using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Polyfills.Chaos;

public interface IProbeGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    /// <summary>How often this activation has been called by this method.</summary>
    Task<int> Count();

    /// <summary>The same, for a caller who expects no answer.</summary>
    [ResponseTimeout("00:00:00.200")]
    Task<int> CountInVain();

    Task Note(int number);

    [ResponseTimeout("00:00:01")]
    Task NoteSoon(int number);

    Task<int[]> Notes();

    /// <summary>Announces itself, waits for the signal, and announces its end.</summary>
    Task Block(string name);

    /// <summary>Sets the signal from a timer, again and again.</summary>
    Task StartTimer(string signal);

    Task ReportDeactivation(string signal);

    Task<SiloAddress> Ask(IProbeGrain other);

    [OneWay]
    Task Post(int number);
}
