namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that look at where they run.</summary>
internal static partial class Contexts
{
    [RayTask]
    public static Whereabouts Here() => Whereabouts.Now();

    [RayTask(NumCpus = 0.5, NumGpus = 1, Resources = "tpu=2", Name = "here")]
    public static Whereabouts HereWithResources() => Whereabouts.Now();

    /// <summary>Before an await, after it, after an object came, in <see cref="Task.Run(Action)"/>, and after that.</summary>
    [RayTask]
    public static async Task<Whereabouts[]> AllAlong()
    {
        var before = Whereabouts.Now();
        await Task.Yield();
        var afterYield = Whereabouts.Now();
        await Remote.Here();
        var afterObject = Whereabouts.Now();
        var inTaskRun = await Task.Run(Whereabouts.Now);
        var afterTaskRun = Whereabouts.Now();
        Ray.Get(Remote.Here());
        return [before, afterYield, afterObject, inTaskRun, afterTaskRun, Whereabouts.Now()];
    }

    /// <summary>Submits from a thread of the pool, as a child of this task.</summary>
    [RayTask]
    public static async Task<Whereabouts> SubmitFromTaskRun() => await await Task.Run(static () => Remote.Here());

    [RayTask(MaxRetries = 10, RetryExceptions = true)]
    public static int FailBelowAttempt(int attempt)
    {
        var now = RayContext.Current.Attempt;
        return now < attempt ? throw new InvalidOperationException($"attempt {now}") : now;
    }

    [RayTask(MaxRetries = 1, RetryExceptions = true)]
    public static List<int> AppendThenFailOnce(List<int> values)
    {
        values.Add(0);
        return RayContext.Current.Attempt == 0 ? throw new InvalidOperationException("first attempt") : values;
    }

    [RayTask]
    public static double Cpus() => Ray.ClusterResources().GetValueOrDefault("CPU");

    [RayTask]
    public static async Task<int> ByInterface()
    {
        var ray = Ray.Current;
        var put = ray.Put(20);
        return await ray.GetAsync(Sums.Remote.Add(put, ray.Put(1)));
    }
}
