using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

public sealed class CallbackTests
{
    private readonly CallLog _log = new();
    private readonly IServiceProvider _services;

    public CallbackTests() => _services = SerializerServices.Create(services: services => services.AddSingleton(_log));

    [Fact]
    public void They_surround_the_members_base_first()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var bytes = serializer.SerializeToArray(new Watched { Number = 5, Own = "o" });
        Assert.Equal(["base serializing 5", "serializing o", "base serialized 5", "serialized o"], _log.Take());
        Assert.Equal(5, serializer.Deserialize<Watched>(bytes).Number);
        Assert.Equal(["base deserializing 0", "deserializing", "base deserialized 5", "deserialized o"], _log.Take());
        _services.GetRequiredService<DeepCopier>().Copy(new Watched { Number = 6, Own = "p" });
        Assert.Equal(["copying p to", "copied p to p"], _log.Take());
    }

    [Fact]
    public void They_may_change_a_struct()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        Assert.Equal(2, serializer.Deserialize<WatchedStruct>(serializer.SerializeToArray(new WatchedStruct { Number = 1 })).Number);
        Assert.Equal(11, _services.GetRequiredService<DeepCopier>().Copy(new WatchedStruct { Number = 1 }).Number);
    }

    [Fact]
    public void A_method_of_the_wrong_shape_is_named()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => _services.GetRequiredService<Serializer>().SerializeToArray(new WronglyWatched()));
        Assert.Contains(nameof(WrongHooks.OnSerialized), exception.Message, StringComparison.Ordinal);
    }

    public sealed class CallLog
    {
        private readonly List<string> _calls = [];

        public void Add(string call) => _calls.Add(call.TrimEnd());

        public string[] Take()
        {
            string[] result = [.. _calls];
            _calls.Clear();
            return result;
        }
    }

    [GenerateSerializer]
    [SerializationCallbacks(typeof(BaseHooks))]
    public class WatchedBase
    {
        [Id(0)]
        public int Number { get; set; }
    }

    [GenerateSerializer]
    [SerializationCallbacks(typeof(Hooks))]
    public sealed class Watched : WatchedBase
    {
        [Id(0)]
        public string? Own { get; set; }
    }

    [GenerateSerializer]
    [SerializationCallbacks(typeof(StructHooks))]
    public struct WatchedStruct
    {
        [Id(0)]
        public int Number { get; set; }
    }

    [GenerateSerializer]
    [SerializationCallbacks(typeof(WrongHooks))]
    public sealed class WronglyWatched;

    public sealed class BaseHooks(CallLog log)
    {
        public void OnSerializing(WatchedBase value) => log.Add($"base serializing {value.Number}");

        public void OnSerialized(WatchedBase value) => log.Add($"base serialized {value.Number}");

        public void OnDeserializing(WatchedBase value) => log.Add($"base deserializing {value.Number}");

        public void OnDeserialized(WatchedBase value) => log.Add($"base deserialized {value.Number}");
    }

    public sealed class Hooks(CallLog log)
    {
        public void OnSerializing(Watched value) => log.Add($"serializing {value.Own}");

        public void OnSerialized(ref Watched value) => log.Add($"serialized {value.Own}");

        public void OnDeserializing(Watched value) => log.Add($"deserializing {value.Own}");

        public void OnDeserialized(Watched value) => log.Add($"deserialized {value.Own}");

        public void OnCopying(Watched original, Watched copy) => log.Add($"copying {original.Own} to {copy.Own}");

        public void OnCopied(Watched original, Watched copy) => log.Add($"copied {original.Own} to {copy.Own}");
    }

    public sealed class StructHooks
    {
        public void OnDeserialized(ref WatchedStruct value) => value.Number++;

        public void OnCopied(ref WatchedStruct original, ref WatchedStruct copy) => copy.Number = original.Number + 10;
    }

    public sealed class WrongHooks
    {
        public void OnSerialized(string value) => Assert.Fail(value);
    }
}
