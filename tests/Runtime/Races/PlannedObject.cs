namespace Orleans.Ray.Tests.Races;

/// <summary>An object of a random graph and what it must be; no value where it may also fail.</summary>
internal sealed record PlannedObject(ObjectRef<int> Reference, int? Expected, string Kind)
{
    public PlannedObject MayFail(string why) => this with { Expected = null, Kind = $"{Kind}, {why}" };

    /// <summary>Waits for the object; says what is wrong with it, or null.</summary>
    public async Task<string?> CheckAsync()
    {
        try
        {
            var value = await Reference.Soon();
            return Expected is null || value == Expected ? null : $"{Kind}: {value} instead of {Expected}";
        }
        catch (GetTimeoutException timeout)
        {
            return $"{Kind} hangs: {timeout.Message}";
        }
        catch (Exception exception) when (Expected is not null || exception is not (RayTaskCancelledException or ActorDiedException or InvalidOperationException))
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
