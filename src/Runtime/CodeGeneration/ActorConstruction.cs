using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>The creation of an actor: its constructor's arguments, then the run of the constructor. Generated handles derive one class per constructor.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorConstruction<TActor> : Invocation<Unit>, IReadyWork, IReconstruction
    where TActor : class
{
    private static readonly ActorOptions DefaultOptions = new();

    private ActorCell _cell = null!;
    private ActorLife _life = null!;

    SchedulingClass IReadyWork.Class => _cell.Class;

    bool IReadyWork.IsAbandoned => HasEnded || !_cell.IsLiving(_life);

    ResourceGrant? IReadyWork.Grant => _life.Grant;

    private protected override string Name => _cell.Descriptor.ConstructorName;

    private protected override string FunctionName => Name;

    private protected override TaskKind Kind => TaskKind.ActorCreation;

    private protected override ResourceSet Demand => _cell.Class.Demand;

    private protected override ActorId? ActorId => _cell.Id;

    private protected override CpuLease? Lease => _life.Lease;

    private protected override BundleTarget? CapturedTarget => _cell.Class.Target?.ForChildren;

    private protected override bool MayRunAgain => _cell.IsRestartable;

    /// <summary>Creates the actor on the node of the code that calls.</summary>
    /// <param name="descriptor">What the class's attribute says.</param>
    /// <param name="options">What this actor overrides.</param>
    /// <returns>The creator's hold on the actor.</returns>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    /// <exception cref="RaySerializationException">An argument's type can neither be copied nor shared.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for something that is no amount of a resource.</exception>
    public ActorReference Create(ActorDescriptor descriptor, ActorOptions? options)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        options ??= DefaultOptions;
        Validate(descriptor, options);
        var scope = Ray.CurrentScope;
        var node = scope.Node;
        Bind(scope.Submitter);
        _cell = new ActorCell(scope, new ActorId(TaskId.High, TaskId.Low), descriptor, options);
        _life = _cell.Life;
        CaptureArguments();
        var reference = new ActorReference(_cell);
        if (options is { Lifetime: ActorLifetime.Detached, Name: not null, Namespace: null } && _cell.Job.IsNamespaceAnonymous)
        {
            node.Log.DetachedInOwnNamespace(_cell.ToString());
        }

        var infeasible = node.Infeasible.WhyInfeasible($"{_cell}", _cell.Class, options.SchedulingStrategy);
        if (infeasible is not null && !options.GetIfExists && node.Infeasible.FailsAtOnce)
        {
            _ = _cell.Die(new InfeasibleRequestException(infeasible));
            return reference;
        }

        _cell.Construction = this;
        node.Actors.Add(_cell);
        if (infeasible is not null && !options.GetIfExists)
        {
            Refuse(infeasible);
        }

        if (options.Name is not null)
        {
            AwaitOneMore();
            _cell.Registration = RegisterAsync(options.GetIfExists, infeasible);
        }

        ListIfArgumentsPend();
        ArgumentReady();
        return reference;
    }

    void IThreadPoolWorkItem.Execute() => Worker.Run(this);

    string IReadyWork.Describe() => _cell.ToString();

    string IReadyWork.Explain() => Explain();

    void IReadyWork.Evict(RayException reason) => _ = _cell.Die(reason as ActorDiedException ?? new ActorDiedException($"{_cell} ended: {reason.Message}", reason));

    void IReadyWork.Granted(ResourceGrant? grant) => _life.TakeResources(grant);

    bool IReadyWork.Run()
    {
        // The actor keeps the resources, whether the constructor works or the actor dies of it.
        if (_cell.TryBeginConstruction(_life, _cell.IsRestartable ? NewAttempt() as IReconstruction : null) && TryStart())
        {
            ExecutionScope.Enter(this);
            TActor? instance = null;
            try
            {
                instance = Construct();
                Stage(default(Unit));
            }
            catch (Exception exception)
            {
                Stage(exception);
            }

            ExecutionScope.Leave();
            Publish();
            if (instance is not null)
            {
                _cell.OnConstructed(_life, instance);
            }
        }

        return false;
    }

    void IReconstruction.Begin(ActorLife life)
    {
        // The actor does not depend on the task that made it any more.
        Bind(_cell.Job.Submitter);
        _life = life;
        OnArgumentsReady();
    }

    void IReconstruction.Abandon() => TryAbandon();

    void IReadyWork.Publish() => Publish();

    bool IReadyWork.CloseLease() => false;

    void IReadyWork.Abort(Exception exception) => ((IInvocation)this).Abort(exception);

    internal override string Explain(int levels) => ExplainArguments(levels) ?? _cell.Explain();

    /// <summary>Calls the constructor with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    protected abstract TActor Construct();

    private protected override void OnArgumentsReady()
    {
        _cell.OnDependenciesReady();
        Node.Scheduler.Enqueue(this);
    }

    private protected override void OnEndedWaiting() => FailActor();

    private protected override void Publish()
    {
        var crash = Failure is { } failure && Crash.Is(failure) ? failure : null;
        if (crash is not null)
        {
            _cell.Crash(_life, crash, crashed: null);
        }

        base.Publish();
        FailActor();
    }

    private protected override RayContext CreateContext() => new(Job, TaskId, Name, _cell.Id, Attempt, _cell.Class.Demand, _life.Grant);

    private static void Validate(ActorDescriptor descriptor, ActorOptions options)
    {
        if (options.Name is not null && string.IsNullOrWhiteSpace(options.Name))
        {
            throw new ArgumentException("ActorOptions.Name is blank; give the actor a name, or leave it null.", nameof(options));
        }

        if (options.Namespace is not null && string.IsNullOrWhiteSpace(options.Namespace))
        {
            throw new ArgumentException("ActorOptions.Namespace is blank; name a namespace, or leave it null for the job's own.", nameof(options));
        }

        if (options.GetIfExists && options.Name is null)
        {
            throw new ArgumentException("ActorOptions.GetIfExists needs a Name to look for.", nameof(options));
        }

        if (!Enum.IsDefined(options.Lifetime))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Lifetime, $"ActorOptions.Lifetime must be one of {string.Join(", ", Enum.GetNames<ActorLifetime>())}.");
        }

        if (options.MaxConcurrency is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxConcurrency, "ActorOptions.MaxConcurrency must be 1 or more.");
        }

        if (options.MaxTaskRetries is < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxTaskRetries, "ActorOptions.MaxTaskRetries must be 0 or more, or -1 for no limit.");
        }

        if (options.MaxPendingCalls is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxPendingCalls, "ActorOptions.MaxPendingCalls must be 1 or more, or -1 for no limit.");
        }

        foreach (var (name, limit) in options.ConcurrencyGroups ?? new Dictionary<string, int>())
        {
            if (string.IsNullOrWhiteSpace(name) || limit < 1)
            {
                throw new ArgumentException($"ActorOptions.ConcurrencyGroups has '{name}' with a limit of {limit}; a group needs a name, and a limit of 1 or more.", nameof(options));
            }
        }

        var concurrency = options.MaxConcurrency ?? descriptor.MaxConcurrency;
        if ((options.AllowOutOfOrderExecution ?? descriptor.AllowOutOfOrderExecution) == false && (concurrency > 1 || (descriptor.IsAsync && concurrency != 1)))
        {
            throw new ArgumentException(
                $"AllowOutOfOrderExecution is false, and calls of {descriptor.Name} overlap: {(descriptor.IsAsync ? "it has async methods" : $"its MaxConcurrency is {concurrency}")}. Leave it out, or set MaxConcurrency to 1.",
                nameof(options));
        }

        if (options.MaxRestarts is < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxRestarts, "ActorOptions.MaxRestarts must be 0 or more, or -1 for no limit.");
        }
    }

    private void Refuse(string infeasible)
    {
        AwaitOneMore();
        Node.Infeasible.Refuse(_cell, _cell.Class, infeasible, infeasible.Replace(_cell.ToString(), _cell.Descriptor.Name, StringComparison.Ordinal), death => _ = _cell.Die(death));
        if (_cell.IsDead)
        {
            Node.Infeasible.Withdraw(_cell);
        }
    }

    private void FailActor()
    {
        if (Error is { } error)
        {
            // Every call to the actor fails with it.
            error.Observe();
            _cell.OnConstructionFailed(_life, error.Exception);
        }
    }

    private async Task RegisterAsync(bool getIfExists, string? infeasible)
    {
        try
        {
            if (await Node.Actors.TakeNameAsync(_cell, getIfExists).ConfigureAwait(false) is { } existing)
            {
                _cell.ForwardTo(existing);
                TryAbandon();
                return;
            }

            if (infeasible is not null && getIfExists)
            {
                // Nobody else has the name, so this one has to live.
                Refuse(infeasible);
            }

            if (_cell.IsDead)
            {
                // It was killed before it had the name to free.
                await Node.Actors.ReleaseNameAsync(_cell).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            await _cell.Die(exception as RayException ?? new ActorDiedException($"{_cell} could not take its name: {exception.Message}", exception)).ConfigureAwait(false);
            return;
        }

        ArgumentReady();
    }
}
