using System.Globalization;
using Orleans.Serialization.Serializers;

namespace Orleans.Storage;

internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly IMemoryStorageGrain[] _grains;

    public MemoryGrainStorage(string name, MemoryGrainStorageOptions options, IGrainStorageSerializer serializer, IActivatorProvider activators, IGrainFactory factory)
    {
        _serializer = options.GrainStorageSerializer ?? serializer;
        _activators = activators;
        _grains = new IMemoryStorageGrain[options.NumStorageGrains];
        for (var i = 0; i < _grains.Length; i++)
        {
            _grains[i] = factory.GetGrain<IMemoryStorageGrain>(string.Create(CultureInfo.InvariantCulture, $"{name}{i}"));
        }
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        var record = await GrainOf(grainId).Read(key);
        grainState.State = record is null ? _activators.GetActivator<T>().Create() : _serializer.Deserialize<T>(new BinaryData(record.Data));
        grainState.ETag = record?.Etag;
        grainState.RecordExists = record is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var data = _serializer.Serialize(grainState.State).ToArray();
            grainState.ETag = await GrainOf(grainId).Write(Key(stateName, grainId), data, grainState.ETag);
            grainState.RecordExists = true;
        }
        catch (MemoryStorageEtagMismatchException exception)
        {
            throw Inconsistent(exception);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await GrainOf(grainId).Clear(Key(stateName, grainId), grainState.ETag);
            grainState.State = _activators.GetActivator<T>().Create();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }
        catch (MemoryStorageEtagMismatchException exception)
        {
            throw Inconsistent(exception);
        }
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}/{stateName}";

    private static InconsistentStateException Inconsistent(MemoryStorageEtagMismatchException exception) =>
        new(exception.Message, exception.StoredEtag, exception.ReceivedEtag, exception);

    private IMemoryStorageGrain GrainOf(GrainId grainId) => _grains[grainId.GetUniformHashCode() % (uint)_grains.Length];
}
