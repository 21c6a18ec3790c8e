using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Serialization;
using Orleans.Storage;

namespace Orleans.Conformance.Storage;

public sealed class StorageSerializerTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private IServiceProvider Services => fixture.Cluster.Silos[0].ServiceProvider;

    private JsonGrainStorageSerializer Json => new(Services.GetRequiredService<OrleansJsonSerializer>());

    private OrleansGrainStorageSerializer Binary => new(Services.GetRequiredService<Serializer>());

    [Fact]
    public void Json_is_the_default() => Assert.IsType<JsonGrainStorageSerializer>(Services.GetRequiredService<IGrainStorageSerializer>());

    [Fact]
    public void Json_keeps_a_rich_state()
    {
        var state = RichState.Create(fixture.FactoryOf(0).GetGrain<IStateGrain>(Names.New()));

        RichState.AssertEqual(state, Json.Deserialize<RichState>(Json.Serialize(state))!);
    }

    [Fact]
    public async Task A_grain_reference_from_json_can_be_called_as_any_other()
    {
        var grain = fixture.FactoryOf(0).GetGrain<IStateGrain>(Names.New());
        await grain.Set(5, write: false);
        var read = Json.Deserialize<RichState>(Json.Serialize(RichState.Create(grain)))!;

        Assert.Equal(5, (await read.Grain!.View()).Number);
    }

    [Fact]
    public void Json_names_types_and_leaves_out_defaults()
    {
        var text = Json.Serialize(new StoredState { Number = 0 }).ToString();

        Assert.Contains("\"$type\":\"Orleans.Conformance.Storage.StoredState, Orleans.Conformance\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Number", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_keeps_public_members_alone()
    {
        var state = new HiddenState();
        state.Hide(5);

        Assert.Equal(0, Json.Deserialize<HiddenState>(Json.Serialize(state))!.Reveal());
        Assert.Equal(5, Binary.Deserialize<HiddenState>(Binary.Serialize(state))!.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"Number\":\"no number\"}")]
    [InlineData("[1,2]")]
    [InlineData("\u0000\u0001")]
    public void Json_that_makes_no_sense_is_an_error(string text)
    {
        StoredState? state = null;
        var exception = Record.Exception(() => state = Json.Deserialize<StoredState>(new BinaryData(text)));

        Assert.True(exception is not null || state is null);
    }

    [Fact]
    public async Task Serializers_read_from_a_stream_what_they_wrote_to_one()
    {
        foreach (var serializer in new IGrainStorageStreamingSerializer[] { Json, Binary })
        {
            using var stream = new MemoryStream();
            await serializer.SerializeAsync(new StoredState { Number = 5, Texts = { "a" } }, stream);
            stream.Position = 0;

            var read = await serializer.DeserializeAsync<StoredState>(stream);

            Assert.Equal(5, read!.Number);
            Assert.Equal(["a"], read.Texts);
        }
    }

    [Fact]
    public void A_fallback_reads_what_the_first_serializer_cannot()
    {
        var both = new GrainStorageSerializer(Json, Binary);
        var state = new StoredState { Number = 5 };

        Assert.Equal(5, both.Deserialize<StoredState>(Binary.Serialize(state))!.Number);
        Assert.Equal(5, both.Deserialize<StoredState>(Json.Serialize(state))!.Number);
        Assert.Equal(5, Json.Deserialize<StoredState>(both.Serialize(state))!.Number);
    }

    [Fact]
    public void Bytes_are_read_as_well_as_binary_data() => Assert.Equal(5, Json.Deserialize<StoredState>(Json.Serialize(new StoredState { Number = 5 }).ToMemory())!.Number);
}
