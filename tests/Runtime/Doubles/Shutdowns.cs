namespace Orleans.Ray.Tests.Doubles;

/// <summary>A task that outlives its node.</summary>
internal static partial class Shutdowns
{
    /// <summary>Comes to the second gate when what it submitted after the first one has failed.</summary>
    [RayTask]
    public static async Task<int> SubmitAfter(string gate, string failed)
    {
        var door = Gate.Find(failed);
        await Gate.Find(gate).PassAsync();
        try
        {
            return await Sums.Remote.Add(1, 2);
        }
        catch (RayException)
        {
            await door.PassAsync();
            throw;
        }
    }
}
