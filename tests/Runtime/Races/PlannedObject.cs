namespace Orleans.Ray.Tests.Races;

/// <summary>An object of a random graph: the value that it has, and the errors that it may fail with instead. Without a value it must fail.</summary>
internal sealed record PlannedObject(ObjectRef<int> Reference, int? Expected, string Kind, params IReadOnlyList<Type> Errors)
{
    public PlannedObject MayFail<TException>(string why)
        where TException : Exception => this with { Kind = $"{Kind}, {why}", Errors = [.. Errors, typeof(TException)] };

    /// <summary>Waits for the object; says what is wrong with it, or null.</summary>
    public async Task<string?> CheckAsync()
    {
        try
        {
            var value = await Reference.Soon();
            return value == Expected ? null : $"{Kind}: {value} instead of {Expected?.ToString() ?? "an error"}";
        }
        catch (GetTimeoutException timeout)
        {
            return $"{Kind} hangs: {timeout.Message}";
        }
        catch (Exception exception) when (!Errors.Contains(exception.GetType()))
        {
            return $"{Kind}: {exception.GetType().Name}: {exception.Message}";
        }
        catch (Exception)
        {
            // One of the errors that something cancelled, killed or flickering ends with.
            return null;
        }
    }
}
