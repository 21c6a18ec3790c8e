using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

public sealed class RecordedStateGrain : Grain, IRecordedStateGrain, ILifecycleParticipant<IGrainLifecycle>
{
    private readonly IPersistentState<StoredState> _state;
    private readonly ILocalSiloDetails _silo;
    private readonly Dictionary<string, string> _moments = [];

    public RecordedStateGrain([PersistentState("main", "recording")] IPersistentState<StoredState> state, ILocalSiloDetails silo)
    {
        _state = state;
        _silo = silo;
        Note("constructor");
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Note("activation");
        return Task.CompletedTask;
    }

    public void Participate(IGrainLifecycle lifecycle)
    {
        NoteAt("before", GrainLifecycleStage.SetupState - 1);
        NoteAt("after", GrainLifecycleStage.SetupState + 1);

        void NoteAt(string moment, int stage) => lifecycle.Subscribe(moment, stage, _ =>
        {
            Note(moment);
            return Task.CompletedTask;
        });
    }

    public Task<SiloAddress> Where() => Task.FromResult(_silo.SiloAddress);

    public Task<int> Number() => Task.FromResult(_state.State.Number);

    public Task Set(int number)
    {
        _state.State.Number = number;
        return Task.CompletedTask;
    }

    public async Task<string[]> Run(string[] operations)
    {
        var tasks = Array.ConvertAll(operations, Start);
        if (tasks.Length > 1)
        {
            RecordingStorage.Of(this.GetPrimaryKeyString()).Gate.SetResult();
        }

        return await Task.WhenAll(tasks.Select(Outcome));
    }

    public async Task<string[]> UseElsewhere() => await Task.WhenAll(
        Task.Run(() => Outcome(_state.ReadStateAsync)),
        Task.Run(() => Outcome(_state.WriteStateAsync)),
        Task.Run(() => Outcome(_state.ClearStateAsync)));

    public Task<Dictionary<string, string>> Moments() => Task.FromResult(_moments);

    public Task<string> Etag() => Task.FromResult(_state.Etag ?? "none");

    public Task Move()
    {
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    private static async Task<string> Outcome(Func<Task> start)
    {
        try
        {
            await start();
            return "done";
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }

    private static Task<string> Outcome(Task task) => Outcome(() => task);

    private Task Start(string operation)
    {
        switch (operation)
        {
            case "read":
                return _state.ReadStateAsync();
            case "clear":
                return _state.ClearStateAsync();
            default:
                _state.State.Number = int.Parse(operation, CultureInfo.InvariantCulture);
                return _state.WriteStateAsync();
        }
    }

    private void Note(string moment)
    {
        try
        {
            _moments[moment] = _state.RecordExists.ToString();
        }
        catch (Exception)
        {
            _moments[moment] = "not known";
        }
    }
}
