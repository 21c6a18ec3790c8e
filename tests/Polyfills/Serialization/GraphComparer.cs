using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Polyfills.Serialization;

/// <summary>Whether two graphs have the same shape: equal values, and one object on each side for each object on the other.</summary>
internal sealed class GraphComparer
{
    private readonly Dictionary<object, object> _counterparts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, object> _originals = new(ReferenceEqualityComparer.Instance);
    private readonly bool _mayShare;

    private GraphComparer(bool mayShare) => _mayShare = mayShare;

    /// <param name="mayShare">False where no mutable object may be part of both graphs.</param>
    /// <returns>Where they differ, or null.</returns>
    public static string? Difference(object? expected, object? actual, bool mayShare = false) => new GraphComparer(mayShare).Compare(expected, actual, "root");

    private string? Compare(object? expected, object? actual, string path)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expected is null || actual is null)
        {
            return expected is null && actual is null ? null : $"{path}: {expected ?? "null"} became {actual ?? "null"}";
        }

        var type = expected.GetType();
        if (type != actual.GetType())
        {
            return $"{path}: {type} became {actual.GetType()}";
        }

        if (IsValue(type))
        {
            return expected.Equals(actual) ? null : $"{path}: {expected} became {actual}";
        }

        if (!type.IsValueType)
        {
            if (_counterparts.TryGetValue(expected, out var known) | _originals.TryGetValue(actual, out var original))
            {
                return ReferenceEquals(known, actual) && ReferenceEquals(original, expected) ? null : $"{path}: what was one object is not, or what was not is one";
            }

            _counterparts.Add(expected, actual);
            _originals.Add(actual, expected);
            if (!_mayShare && ReferenceEquals(expected, actual) && IsMutable(expected))
            {
                return $"{path}: {type} is the same object";
            }
        }

        return expected is IEnumerable ? CompareElements(expected, actual, path) : CompareFields(type, expected, actual, path);
    }

    private string? CompareElements(object expected, object actual, string path)
    {
        if (expected is Array array && !Enumerable.Range(0, array.Rank).All(dimension => array.GetLength(dimension) == ((Array)actual).GetLength(dimension)))
        {
            return $"{path}: other lengths";
        }

        object?[] left = [.. ((IEnumerable)expected).Cast<object?>()], right = [.. ((IEnumerable)actual).Cast<object?>()];
        if (left.Length != right.Length)
        {
            return $"{path}: {left.Length} elements became {right.Length}";
        }

        return left.Zip(right).Select((pair, index) => Compare(pair.First, pair.Second, $"{path}[{index}]")).FirstOrDefault(static difference => difference is not null);
    }

    private string? CompareFields(Type type, object expected, object actual, string path)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (Compare(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}") is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static bool IsValue(Type type)
        => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Uri) || type == typeof(Version) || type.IsAssignableTo(typeof(Type))
            || (type.IsValueType && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true && !type.IsGenericType);

    // An empty array cannot change, and a tuple or an immutable collection changes only by what is in it.
    private static bool IsMutable(object value) => value is not (Array { Length: 0 } or ITuple) && !value.GetType().Namespace!.EndsWith(".Immutable", StringComparison.Ordinal);
}
