using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class GoldenTests
{
    [Theory]
    [InlineData("Tasks")]
    [InlineData("TaskShapes")]
    [InlineData("ValueOverloads")]
    [InlineData("SeveralReturns")]
    [InlineData("NestedTypes")]
    [InlineData("Counter")]
    [InlineData("ActorShapes")]
    [InlineData("Streams")]
    public void Generated_code_is_as_reviewed_and_compiles_without_warnings(string name) =>
        GoldenFiles.Verify(name, Generation.OfValid(GoldenFiles.ReadInput(name)));
}
