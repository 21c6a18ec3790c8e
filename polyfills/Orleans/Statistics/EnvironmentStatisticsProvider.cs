namespace Orleans.Statistics;

/// <summary>What this process uses of its machine, measured over at least a second and then kept until the next time.</summary>
internal sealed class EnvironmentStatisticsProvider : IEnvironmentStatisticsProvider
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private EnvironmentStatistics _latest;
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private long _since;

    public EnvironmentStatisticsProvider(TimeProvider time)
    {
        _time = time;
        _since = time.GetTimestamp();
        _latest = Measure(0);
    }

    public EnvironmentStatistics GetEnvironmentStatistics()
    {
        lock (_gate)
        {
            var elapsed = _time.GetElapsedTime(_since);
            if (elapsed >= Period)
            {
                var cpu = Environment.CpuUsage.TotalTime;
                _latest = Measure((cpu - _cpu) / (elapsed * Environment.ProcessorCount));
                _since = _time.GetTimestamp();
                _cpu = cpu;
            }

            return _latest;
        }
    }

    private static EnvironmentStatistics Measure(double cpuUsage)
    {
        var memory = GC.GetGCMemoryInfo();
        return new EnvironmentStatistics(
            (float)Math.Clamp(cpuUsage * 100, 0, 100),
            memory.MemoryLoadBytes,
            Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes),
            memory.TotalAvailableMemoryBytes);
    }
}
