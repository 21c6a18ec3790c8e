using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Conformance.Storage;

/// <summary>Writes down what is asked of it, by grain, and lets writes wait, or fail, as the test wants.</summary>
internal sealed class RecordingStorage : IGrainStorage
{
    private static readonly ConcurrentDictionary<string, RecordedGrain> Grains = new();

    public static RecordedGrain Of(string grainKey) => Grains.GetOrAdd(grainKey, static _ => new RecordedGrain());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = Of(grainId.Key.ToString()!);
        grain.Operations.Enqueue("read");
        grain.StateNames.Enqueue(stateName);
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = Of(grainId.Key.ToString()!);
        var number = ((StoredState)(object)grainState.State!).Number;
        await grain.Gate.Task;
        grain.Operations.Enqueue($"write {number}");
        if (grain.FailsNextWrite)
        {
            grain.FailsNextWrite = false;
            throw new IOException("This write fails.");
        }

        grainState.ETag = $"written {number}";
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Of(grainId.Key.ToString()!).Operations.Enqueue("clear");
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
