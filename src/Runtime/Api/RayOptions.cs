using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Ray.Resources;
using Orleans.Ray.Store;

namespace Orleans.Ray;

/// <summary>What a node declares, and how a driver starts.</summary>
public sealed class RayOptions
{
    private const long MinObjectStoreMemory = 1L << 20;

    /// <summary>CPUs of the node. A declaration, not a limit on threads: tasks that ask for them run at once up to this many.</summary>
    /// <value>The default is the number of processors.</value>
    public double NumCpus { get; set; } = Environment.ProcessorCount;

    /// <summary>GPUs of the node. Tasks see them as ids from 0, whether they exist or not; CUDA numbers the devices that a process sees the same way.</summary>
    /// <value>The default is the number of devices that the environment variable <c>CUDA_VISIBLE_DEVICES</c> lists, and 0 where it is not set.</value>
    public int NumGpus { get; set; } = VisibleDevices.Count(Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"));

    /// <summary>Bytes of memory that tasks may ask for. Counted to the byte; nothing is rounded.</summary>
    /// <value>The default is what the garbage collector may use.</value>
    public long Memory { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Bytes of shared memory for the node's objects. Nothing is taken until the first large object is put; pages are taken as they are used, and kept. Ray's <c>object_store_memory</c>.</summary>
    /// <value>The default is 30 % of the memory that the process may use.</value>
    public long ObjectStoreMemory { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 3;

    /// <summary>Where the object store keeps its file: a folder in memory, or on a fast disk.</summary>
    /// <value>The default, null, is <c>/dev/shm</c> on Linux, and the folder for temporary files elsewhere or where <c>/dev/shm</c> is missing or too small.</value>
    public string? ObjectStoreDirectory { get; set; }

    /// <summary>Bytes above which a value goes to the object store, as an argument, as a result and when it is put. Smaller ones stay in managed memory.</summary>
    /// <value>The default is 102,400 (100 KiB), as in Ray. 0 sends everything to the store that can lie there.</value>
    public int MaxInlineObjectSize { get; set; } = 100 * 1024;

    /// <summary>Where objects go that have no room in the store: one folder or, to spread the load, one for each disk.</summary>
    /// <value>The default, none, is a folder of the node's own among the temporary files.</value>
    public IList<string> ObjectSpillingDirectories { get; } = [];

    /// <summary>The most bytes of objects on disk.</summary>
    /// <value>The default, null, leaves it to the room that the file systems have, less a reserve.</value>
    public long? MaxSpillBytes { get; set; }

    /// <summary>How long a put, or the result of a task, waits for room in the store before it fails with <see cref="ObjectStoreFullException"/>.</summary>
    /// <value>The default is 20 seconds: less than the 30 after which a grain call times out, and says less about why.</value>
    public TimeSpan ObjectStoreTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether objects in the store remember which line of the program put them, for <see cref="IRayState.ListMemoryAsync"/>. Costs some microseconds for each such object. Ray's <c>RAY_record_ref_creation_sites</c>.</summary>
    /// <value>The default is false.</value>
    public bool RecordCallSites { get; set; }

    /// <summary>Custom resources of the node, by name.</summary>
    public IDictionary<string, double> Resources { get; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Labels of the node, by name, for <see cref="SchedulingStrategy.NodeLabels"/>.</summary>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The driver's share of a node that several drivers keep busy, in proportion to the weights of the others. Shares are counted in starts of tasks, each as its number of CPUs and at least as 1.</summary>
    /// <value>The default is 1.</value>
    public double JobWeight { get; set; } = 1;

    /// <summary>
    /// How many tasks of the driver, those that its tasks submit included, may wait for arguments, resources or their turn. To submit one more throws
    /// <see cref="PendingTasksLimitException"/>; <see cref="Ray.WaitToSubmitAsync"/> waits until there is room. Only their number is limited, not the size of their arguments.
    /// </summary>
    /// <value>The default, null, means no limit but the memory of the process: a task that waits takes about 300 bytes and its arguments.</value>
    public int? MaxPendingTasks { get; set; }

    /// <summary>How long work that asks for more than any node has waits for such a node to join before it fails with <see cref="InfeasibleRequestException"/>. A warning is logged at once.</summary>
    /// <value>The default, null, means not at all on an embedded node, which stays alone, and 60 seconds on a hosted one.</value>
    public TimeSpan? InfeasibleTimeout { get; set; }

    /// <summary>The namespace of the driver's named actors and placement groups.</summary>
    /// <value>The default, null, gives each driver one of its own.</value>
    public string? Namespace { get; set; }

    /// <summary>How long the activation of a grain with <see cref="BottomUpPlacementAttribute"/> waits for its resources before its callers are told that it cannot have them.</summary>
    /// <value>The default is 20 seconds: less than the 30 after which a grain call times out.</value>
    public TimeSpan GrainPlacementTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Where an embedded node logs.</summary>
    /// <value>The default writes warnings and errors to the standard error stream.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; set; }

    /// <summary>How much is recorded of what ran, for <see cref="IRayState.ListTasksAsync"/> and <see cref="IRayState.TimelineAsync"/>.</summary>
    /// <value>The default, <see cref="TaskEventLevel.Sampled"/>, records everything in programs of ordinary size and a sample of floods.</value>
    public TaskEventLevel TaskEvents { get; set; } = TaskEventLevel.Sampled;

    /// <summary>About how many rows of what has ended, and of the timeline, a node keeps, of all threads together; each thread keeps at least its last 64. A row takes about 150 bytes.</summary>
    /// <value>The default is 100,000.</value>
    public int MaxTaskRows { get; set; } = 100_000;

    /// <summary>How many errors a node keeps for <see cref="IRayState.GetErrorsAsync"/>.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxErrors { get; set; } = 1_000;

    /// <summary>
    /// Is told of an error that nobody will get any more, once: the last reference to what failed, and to what failed because of it, is gone. Awaiting or getting any of
    /// them is enough to keep it from being told; waiting with <c>Ray.WaitAsync</c> is not. Cancelled work is not reported.
    /// </summary>
    /// <value>The default, null, writes one line to the log, as a warning. Called on the thread pool, some time after the garbage collector noticed.</value>
    public Action<RayErrorInfo>? OnUnobservedError { get; set; }

    /// <summary>Changes what no application sets of the node's object store, as tests do.</summary>
    internal Action<ObjectStoreOptions>? ConfigureStore { get; set; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">One of them makes no sense; the message says which and what to set.</exception>
    public void Validate()
    {
        if (!(NumCpus is >= 0 and < 1_000_000))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.NumCpus is {NumCpus}; set it to zero or more."));
        }

        if (NumGpus is < 0 or > 1024)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.NumGpus is {NumGpus}; set it to a number of devices from 0 to 1,024."));
        }

        if (Memory < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.Memory is {Memory}; set it to a number of bytes."));
        }

        if (ObjectStoreMemory < MinObjectStoreMemory)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.ObjectStoreMemory is {ObjectStoreMemory}; set it to a number of bytes, at least {MinObjectStoreMemory} (1 MiB)."));
        }

        if (MaxInlineObjectSize < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.MaxInlineObjectSize is {MaxInlineObjectSize}; set it to a number of bytes, or to 0 for none."));
        }

        if (MaxSpillBytes < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.MaxSpillBytes is {MaxSpillBytes}; set it to a number of bytes, to 0 for no spilling, or to null for no limit."));
        }

        if (ObjectStoreTimeout < TimeSpan.Zero && ObjectStoreTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException($"RayOptions.ObjectStoreTimeout is {ObjectStoreTimeout}; set it to zero or more, or to Timeout.InfiniteTimeSpan.");
        }

        if (GrainPlacementTimeout < TimeSpan.Zero && GrainPlacementTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.GrainPlacementTimeout is {GrainPlacementTimeout}; set it to zero or more, or to Timeout.InfiniteTimeSpan."));
        }

        if (Namespace is not null && string.IsNullOrWhiteSpace(Namespace))
        {
            throw new ArgumentException("RayOptions.Namespace is blank; name a namespace, or leave it null.");
        }

        if (!(JobWeight is > 0 and <= 1_000_000))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.JobWeight is {JobWeight}; set it above zero, and to 1,000,000 at most."));
        }

        if (MaxPendingTasks < 1)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.MaxPendingTasks is {MaxPendingTasks}; set it to 1 or more, or to null for no limit."));
        }

        if (InfeasibleTimeout < TimeSpan.Zero || InfeasibleTimeout > TimeSpan.FromDays(24))
        {
            throw new ArgumentException($"RayOptions.InfeasibleTimeout is {InfeasibleTimeout}; set it to zero or more, and to 24 days at most.");
        }

        foreach (var (label, value) in Labels)
        {
            if (string.IsNullOrWhiteSpace(label) || value is null)
            {
                throw new ArgumentException($"RayOptions.Labels has a label '{label}' that is blank or has no value; give it a name and a value.");
            }
        }

        if (!Enum.IsDefined(TaskEvents))
        {
            throw new ArgumentException($"RayOptions.TaskEvents is {TaskEvents}; set it to one of {string.Join(", ", Enum.GetNames<TaskEventLevel>())}.");
        }

        if (MaxTaskRows < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.MaxTaskRows is {MaxTaskRows}; set it to a number of rows, or to 0 for the least."));
        }

        if (MaxErrors < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RayOptions.MaxErrors is {MaxErrors}; set it to a number of rows, or to 0 for none."));
        }

        foreach (var reserved in (string[])[ResourceSet.Cpu, ResourceSet.Gpu, ResourceSet.Memory])
        {
            if (Resources.ContainsKey(reserved))
            {
                throw new ArgumentException($"RayOptions.Resources names '{reserved}', which is no custom resource; set the property of that name instead.");
            }
        }

        _ = ToTotals();
    }

    internal ObjectStoreOptions ToStoreOptions()
    {
        var store = new ObjectStoreOptions
        {
            Capacity = ObjectStoreMemory,
            MemoryDirectory = ObjectStoreDirectory,
            MaxSpillBytes = MaxSpillBytes ?? long.MaxValue,
            CreateTimeout = ObjectStoreTimeout,
        };
        foreach (var directory in ObjectSpillingDirectories)
        {
            store.SpillDirectories.Add(directory);
        }

        ConfigureStore?.Invoke(store);
        return store;
    }

    internal ResourceSet ToTotals() => ResourceSet.Create(
    [
        new(ResourceSet.Cpu, NumCpus),
        new(ResourceSet.Gpu, NumGpus),
        new(ResourceSet.Memory, Memory),
        .. Resources,
    ]);
}
