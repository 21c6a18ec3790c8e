using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Reads what a <c>[RayTask]</c> or <c>[RayActor]</c> sets, and refuses values that the runtime would refuse.</summary>
internal static class DescriptorParser
{
    private const string Backpressure = "GeneratorBackpressureNumObjects";

    // The most that the runtime's fixed-point amounts hold.
    private const double MaxAmount = long.MaxValue / 10_000;

    // The most that a TimeSpan holds.
    private const double MaxSeconds = long.MaxValue / TimeSpan.TicksPerSecond;

    /// <summary>The descriptor; a value that is wrong is reported and left out.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="name">The name, unless the attribute sets one.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static DescriptorModel Parse(AttributeData attribute, string name, Findings findings)
    {
        var settings = new List<string>();
        foreach (var entry in attribute.NamedArguments)
        {
            if (entry.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            {
                AddTypes(attribute, entry.Key, entry.Value.Values, settings, findings);
                continue;
            }

            if (entry.Value is not { Kind: TypedConstantKind.Primitive, Value: { } value })
            {
                continue;
            }

            if (FindProblem(entry.Key, value) is { } problem)
            {
                findings.Add(Rules.InvalidValue, Locations.OfArgument(attribute, entry.Key), entry.Key, problem.Value, problem.Remedy);
            }
            else if (entry.Key == "Name")
            {
                name = (string)value;
            }
            else if (Write(value) is { } written)
            {
                settings.Add($"{entry.Key} = {written}");
            }
        }

        return new DescriptorModel(name, settings.ToEquatableArray());
    }

    /// <summary>Refuses what only a streaming method can do with.</summary>
    public static void CheckStreaming(AttributeData attribute, StubSignature signature, Findings findings)
    {
        foreach (var entry in attribute.NamedArguments)
        {
            if (entry.Key == Backpressure && !signature.IsStream)
            {
                findings.Add(
                    Rules.InvalidValue,
                    Locations.OfArgument(attribute, Backpressure),
                    Backpressure,
                    $"set, but '{signature.Name}' returns one value",
                    "remove it, or return IAsyncEnumerable<T> to stream the items");
            }
        }
    }

    // What RetryExceptionTypes lists.
    private static void AddTypes(AttributeData attribute, string name, ImmutableArray<TypedConstant> constants, List<string> settings, Findings findings)
    {
        var types = new List<string>();
        foreach (var constant in constants)
        {
            if (constant.Value is not INamedTypeSymbol { IsUnboundGenericType: false } type || !IsException(type))
            {
                var shown = constant.Value is ITypeSymbol other ? $"'{TypeNames.InMessage(other)}', which is no exception" : "null";
                findings.Add(Rules.InvalidValue, Locations.OfArgument(attribute, name), name, shown, "list types that derive from Exception");
                return;
            }

            types.Add($"typeof({TypeNames.Plain(type)})");
        }

        settings.Add($"{name} = new global::System.Type[] {{ {string.Join(", ", types)} }}");
    }

    private static bool IsException(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.HasFullName("System.Exception"))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Value, string Remedy)? FindProblem(string name, object value) => (name, value) switch
    {
        ("NumCpus" or "NumGpus" or "Memory", _) when !IsAmount(Convert.ToDouble(value, CultureInfo.InvariantCulture)) => (Show(value), "set it to zero or more"),
        ("NumGpus", double number) when number > 1 && number != Math.Floor(number) =>
            (Show(value), "ask for a fraction up to 1, which shares one device, or for a whole number of devices"),
        ("MaxRetries" or "MaxRestarts" or "MaxTaskRetries", int number) when number < -1 => (Show(value), "set it to zero or more, or to -1 for no limit"),
        (Backpressure, int number) when number is 0 or < -1 =>
            (Show(value), "set it to 1 or more (with 1, the next item is made when the last one has been read), or to -1 for no limit"),
        ("NumReturns", int number) when number is 0 or < -1 => (Show(value), "set it to the number of values that the method returns, or to -1 where each call says how many"),
        ("TimeoutSeconds", double number) when !(number >= 0 && number <= MaxSeconds) => (Show(value), "set it to a number of seconds, or to 0 for no limit"),
        ("MaxConcurrency", int number) when number < 0 => (Show(value), "set it to 1 or more, or to 0 for the default"),
        ("MaxPendingCalls", int number) when number is 0 or < -1 => (Show(value), "set it to 1 or more, or to -1 for no limit"),
        ("Name", string text) when string.IsNullOrWhiteSpace(text) => ("blank", "give a name, or leave it out for Type.Method"),
        ("Resources", string text) => FindProblemInResources(text),
        _ => null,
    };

    private static (string Value, string Remedy)? FindProblemInResources(string text)
    {
        foreach (var part in text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0
                || !double.TryParse(part.Substring(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
                || !IsAmount(amount))
            {
                return (Show(text), "write it as name=amount, for example \"tpu=2, disk=0.5\", with amounts of zero or more");
            }

            var reserved = part.Substring(0, equals).TrimEnd() switch
            {
                "CPU" => "NumCpus",
                "GPU" => "NumGpus",
                "memory" => "Memory",
                _ => null,
            };
            if (reserved is not null)
            {
                return (Show(text), $"set {reserved} instead, since that is no custom resource");
            }
        }

        return null;
    }

    // Written so that NaN fails too.
    private static bool IsAmount(double amount) => amount is >= 0 and <= MaxAmount;

    private static string Show(object value) =>
        value is string text ? SymbolDisplay.FormatLiteral(text, quote: true) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string? Write(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };
}
