using Newtonsoft.Json;

namespace Orleans.Clustering.Redis;

/// <summary>A row as it is stored. Names, order and shapes are what silos and clients of other versions read.</summary>
internal static class MembershipEntryJson
{
    private static readonly JsonSerializerSettings Settings = new() { Converters = { new SiloAddressConverter() } };

    public static string Write(MembershipEntry entry) => JsonConvert.SerializeObject(entry, Settings);

    /// <exception cref="RedisClusteringException">The text is no such row.</exception>
    public static MembershipEntry Read(string json, string key, string field)
    {
        try
        {
            if (JsonConvert.DeserializeObject<MembershipEntry>(json, Settings) is { SiloAddress: { } silo } entry
                && silo.ToString() == field
                && Enum.IsDefined(entry.Status)
                && (entry.SuspectTimes ?? []).TrueForAll(static vote => vote?.Item1 is not null))
            {
                return entry;
            }
        }
        catch (JsonException exception)
        {
            throw Corrupted($": {exception.Message}");
        }

        throw Corrupted(": it does not describe that silo");

        RedisClusteringException Corrupted(string how) =>
            new($"The row '{field}' of the membership table '{key}' cannot be read{how}. Delete it with HDEL if its silo is gone.");
    }

    private sealed class SiloAddressConverter : JsonConverter<SiloAddress>
    {
        public override void WriteJson(JsonWriter writer, SiloAddress? value, JsonSerializer serializer)
        {
            if (value is null)
            {
                writer.WriteNull();
                return;
            }

            writer.WriteStartObject();
            writer.WritePropertyName(nameof(SiloAddress));
            writer.WriteValue(value.ToParsableString());
            writer.WriteEndObject();
        }

        public override SiloAddress? ReadJson(JsonReader reader, Type objectType, SiloAddress? existingValue, bool hasExistingValue, JsonSerializer serializer)
        {
            var text = serializer.Deserialize<Content>(reader)?.SiloAddress;
            return text is null ? null
                : SiloAddress.TryParse(text, null, out var address) ? address
                : throw new JsonSerializationException($"'{text}' is not a silo address of the form ip:port@generation.");
        }

        private sealed class Content
        {
            public string? SiloAddress { get; set; }
        }
    }
}
