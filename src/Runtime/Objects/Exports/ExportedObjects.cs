using System.Collections.Concurrent;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Objects;

/// <summary>
/// The objects of one node whose references were serialized: into bytes that the program keeps, or into a message to another process. The collector cannot see who has such bytes, so the node keeps the
/// objects itself.
/// </summary>
/// <remarks>
/// <para>Copies within the silo (arguments of tasks, of actors and of grains on the same silo) share the reference and never come here.</para>
/// <list type="table">
/// <item><term>not kept → kept</term><description><see cref="ObjectRefCodec{T}"/> writes a reference to it. Once kept, it is not kept twice. Whether the object is ready does not matter.</description></item>
/// <item><term>kept → not kept</term><description><c>Ray.FreeAsync</c> of the object, or the node's end. Nothing else: who has the bytes is not known.</description></item>
/// </list>
/// <para><b>Invariants.</b> The bytes name the node, whose id is new at each start, and the object. They are resolved where that node is, and only while the object is kept; the reference that comes out is one like any other. Anywhere else
/// they become a reference to a <see cref="ForeignObject{T}"/>: it can be kept and written again, as the same bytes, and it fails when it is got. So reading never fails for want of the object, and a stored state that holds a
/// reference can be loaded after a restart.</para>
/// <para><b>Races.</b> An object may be freed, or the node stopped, while a reference to it is written. Who writes looks again after it has added the object; who frees or stops marks that first and removes after, so that one of the two removes it.
/// A repeated attempt of a call may make an object of the same id: the later one is kept.</para>
/// </remarks>
internal sealed class ExportedObjects(RayLog log)
{
    /// <summary>Kept objects at which the log tells of them; then each ten times as many.</summary>
    public const int FirstWarning = 10_000;

    private readonly ConcurrentDictionary<ObjectId, ObjectState> _kept = new();
    private long _count;
    private long _nextWarning = FirstWarning;
    private volatile bool _isClosed;

    /// <summary>The node; a restarted one is another.</summary>
    public NodeId Node { get; } = NodeId.NewId();

    public long Count => Volatile.Read(ref _count);

    /// <summary>Keeps an object of this node until it is freed.</summary>
    public void Keep(ObjectState state)
    {
        if (state.IsFreed || _isClosed)
        {
            return;
        }

        var id = state.Id;
        if (TryAddOrReplace(id, state))
        {
            WarnOfMany(Interlocked.Increment(ref _count));
        }

        if (state.IsFreed || _isClosed)
        {
            Forget(state);
        }
    }

    /// <summary>The object is freed, and is marked so.</summary>
    public void Forget(ObjectState state)
    {
        if (Count > 0 && _kept.TryRemove(new(state.Id, state)))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>The object of an id that was serialized here; null where it is not kept any more.</summary>
    public ObjectState? Find(ObjectId id) => _kept.GetValueOrDefault(id);

    /// <summary>Why an object cannot be got here, of which a serialized reference tells.</summary>
    public string WhyLost(NodeId node, ObjectId id) => node != Node ? WhyForeign(node, id)
        : _isClosed ? $"Object {id} was on node {node}, which has stopped."
        : $"Object {id} is not kept on node {node} any more: it was freed by Ray.FreeAsync.";

    /// <summary>The same, where no node or another one is.</summary>
    public static string WhyForeign(NodeId node, ObjectId id) =>
        $"Object {id} is on node {node}, which is not here, or was restarted since. In this version a serialized reference is resolved by the node that made it alone: get it there, and serialize the value for others. It can be handed back from here.";

    /// <summary>The node has stopped: nothing is kept any more.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var (_, state) in _kept)
        {
            Forget(state);
        }
    }

    // True where it was added: each that is there is counted once, whoever comes in between.
    private bool TryAddOrReplace(ObjectId id, ObjectState state)
    {
        while (!_kept.TryAdd(id, state))
        {
            if (_kept.TryGetValue(id, out var known) && (ReferenceEquals(known, state) || _kept.TryUpdate(id, state, known)))
            {
                return false;
            }
        }

        return true;
    }

    private void WarnOfMany(long count)
    {
        var next = Volatile.Read(ref _nextWarning);
        if (count >= next && Interlocked.CompareExchange(ref _nextWarning, next * 10, next) == next)
        {
            log.ManyExportedObjects(next);
        }
    }
}
