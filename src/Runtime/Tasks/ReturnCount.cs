namespace Orleans.Ray.Tasks;

/// <summary>How many references a call returns.</summary>
internal static class ReturnCount
{
    /// <summary>The number for a method whose stub returns an array of references.</summary>
    /// <param name="wanted">What the call says.</param>
    /// <param name="declared">What the attribute says; -1 leaves it to the call.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="options">The type of the options.</param>
    public static int Of(int? wanted, int declared, string name, string options) => (wanted ?? declared) switch
    {
        >= 0 and var count => count,
        _ when wanted is not null => throw new ArgumentOutOfRangeException(nameof(options), wanted, $"{options}.NumReturns must be 0 or more."),
        _ => throw new ArgumentException($"Each call of '{name}' says how many values it returns: set {options}.NumReturns.", nameof(options)),
    };

    /// <summary>Refuses another number than that of the references which the stub returns.</summary>
    public static void CheckFixed(int? wanted, int count, string name, string options)
    {
        if (wanted is { } number && number != count)
        {
            throw new ArgumentException(
                count == 1
                    ? $"{options}.NumReturns is {number}, but '{name}' returns one reference. Set NumReturns in the attribute of the method, so that its stub returns several."
                    : $"{options}.NumReturns is {number}, but '{name}' returns a tuple of {count} references; leave it out.",
                nameof(options));
        }
    }
}
