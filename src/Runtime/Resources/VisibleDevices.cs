namespace Orleans.Ray.Resources;

/// <summary>The GPUs that the environment lets the process see.</summary>
internal static class VisibleDevices
{
    /// <summary>How many <c>CUDA_VISIBLE_DEVICES</c> lists, by number or by name; 0 where it is not set.</summary>
    public static int Count(string? variable)
    {
        var count = 0;
        foreach (var device in (variable ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // As the driver reads it: what follows an invalid entry is not visible.
            if (device is "-1" or "NoDevFiles" or "none")
            {
                break;
            }

            count++;
        }

        return count;
    }
}
