namespace Orleans.Configuration;

public class StatelessWorkerOptions
{
    public const bool DEFAULT_REMOVE_IDLE_WORKERS = true;
    public const int DEFAULT_MIN_IDLE_CYCLES_BEFORE_REMOVAL = 1;
    public static readonly TimeSpan DEFAULT_IDLE_WORKERS_INSPECTION_PERIOD = TimeSpan.FromSeconds(0.5);

    public bool RemoveIdleWorkers { get; set; } = DEFAULT_REMOVE_IDLE_WORKERS;

    public TimeSpan IdleWorkersInspectionPeriod { get; set; } = DEFAULT_IDLE_WORKERS_INSPECTION_PERIOD;

    public int MinIdleCyclesBeforeRemoval { get; set; } = DEFAULT_MIN_IDLE_CYCLES_BEFORE_REMOVAL;
}
