using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.Ray.Generators.Analyzers;
using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class UsageAnalyzerTests
{
    [Theory]
    [InlineData("Ray.Put(Ray.Put(1))", "RAY101")]
    [InlineData("Ray.Put(new List<ObjectRef<int>> { Ray.Put(1) })", null)]
    [InlineData("Ray.Current.Put(Ray.Put(1))", "RAY101")]
    [InlineData("Ray.Put(1)", null)]
    public async Task B007_A_reference_cannot_be_put(string call, string? rule) =>
        await VerifyAsync($"public static class Use {{ public static object A() => {call}; }}", rule);

    [Theory]
    [InlineData("Ray.Get(Ray.Put(1))", "RAY102")]
    [InlineData("Task.FromResult(1).Result", "RAY102")]
    [InlineData("Task.FromResult(1).GetAwaiter().GetResult()", "RAY102")]
    [InlineData("Task.Delay(1).Wait(1) ? 1 : 2", "RAY102")]
    [InlineData("((Func<int>)(() => Ray.Get(Ray.Put(1))))()", null)]
    public async Task An_async_actor_must_not_block(string call, string? rule)
    {
        await VerifyAsync($"[RayActor] public partial class Reader {{ public async Task Read() => await Task.Yield(); public int A() => {call}; }}", rule);
        await VerifyAsync($"[RayActor] public partial class Reader {{ public int A() => {call}; }}", null);
        await VerifyAsync($"public static class Use {{ public static int A() => {call}; }}", null);
    }

    private static async Task VerifyAsync(string source, string? rule)
    {
        var found = await Consumer.Create(source).WithAnalyzers([new UsageAnalyzer()]).GetAnalyzerDiagnosticsAsync();

        Assert.Equal(rule is null ? [] : [rule], found.Select(diagnostic => diagnostic.Id));
    }
}
