using System.Reflection;
using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Analyzers;
using Orleans.Ray.Generators.Diagnostics;

namespace Orleans.Ray.Generators.Tests;

public sealed class RuleTests
{
    public static TheoryData<string> Codes => [.. All().Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_rule_says_what_is_wrong_what_to_do_and_why(string code)
    {
        var rule = Assert.Single(All(), rule => rule.Id == code);

        Assert.Matches("^RAY[0-9]{3}$", rule.Id);
        Assert.DoesNotMatch("[.]$", rule.Title.ToString());
        Assert.Contains("{0}", rule.MessageFormat.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Description.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<DiagnosticDescriptor> All() =>
        new[] { typeof(Rules), typeof(UsageRules) }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(static field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>();
}
