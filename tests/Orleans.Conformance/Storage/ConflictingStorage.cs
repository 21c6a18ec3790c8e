using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Conformance.Storage;

/// <summary>Keeps nothing; refuses the writes of the grains it is told of.</summary>
internal sealed class ConflictingStorage : IGrainStorage
{
    public static ConcurrentDictionary<string, bool> Conflicts { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Conflicts.ContainsKey(grainId.Key.ToString()!) ? throw new InconsistentStateException("conflict", "stored", "current") : Task.CompletedTask;

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}
