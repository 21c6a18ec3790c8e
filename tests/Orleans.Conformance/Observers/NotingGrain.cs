using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Conformance.Observers;

[Reentrant]
internal sealed class NotingGrain(ILocalSiloDetails silo) : Grain, INotingGrain
{
    private INote? _note;

    private INote Note => _note ?? throw new InvalidOperationException("There is no observer to call.");

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task Keep(INote note)
    {
        _note = note;
        return Task.CompletedTask;
    }

    public Task<INote> Kept() => Task.FromResult(Note);

    public Task<bool> KeepsTheSameAs(INote note) =>
        Task.FromResult(Note.Equals(note) && Note.GetHashCode() == note.GetHashCode() && new HashSet<INote> { Note }.Contains(note));

    public Task Tell(string signal)
    {
        Note.Told(signal);
        return Task.CompletedTask;
    }

    public Task<int> Double(int value) => Note.Double(value);

    public async Task<int> Triple(int value) => await Note.Triple(value);

    public Task<string?> ReadContext(string key) => Note.ReadContext(key);

    public Task Fail(string message) => Note.Fail(message);

    public Task Block(string started, string release) => Note.Block(started, release);

    public Task Interleave() => Note.Interleave();

    public Task<int> DoubleSoon(int value) => Note.DoubleSoon(value);

    public async Task<List<int>> Add(List<int> values)
    {
        await Note.Add(values);
        return values;
    }

    public Task<int> AskGrain(string grain, int value) => Note.AskGrain(grain, value);

    public Task<int> Square(int value) => Task.FromResult(value * value);

    public Task CreateReference()
    {
        GrainFactory.CreateObjectReference<INote>(new Note());
        return Task.CompletedTask;
    }

    public Task DeleteReference(INote note)
    {
        GrainFactory.DeleteObjectReference<INote>(note);
        return Task.CompletedTask;
    }

    public Task PassRaw() => GrainFactory.GetGrain<INotingGrain>("somewhere").Keep(new Note());
}
