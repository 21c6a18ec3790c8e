using Orleans.Ray.Streams;

namespace Orleans.Ray.Tasks;

/// <summary>Refuses, where a call is made, options that make no sense. What is wrong with resources shows when they are added up.</summary>
internal static class TaskOptionsValidation
{
    public static void Validate(TaskOptions options)
    {
        if (options.Name is not null && string.IsNullOrWhiteSpace(options.Name))
        {
            throw new ArgumentException("TaskOptions.Name is blank; give the task a name, or leave it null.", nameof(options));
        }

        if (options.MaxRetries is < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxRetries, "TaskOptions.MaxRetries must be 0 or more, or -1 for no limit.");
        }

        if (options.NumReturns is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.NumReturns, "TaskOptions.NumReturns must be 0 or more.");
        }

        StreamLimit.Check(options.GeneratorBackpressureNumObjects, "TaskOptions.GeneratorBackpressureNumObjects", nameof(options));
        CheckTimeout(options.Timeout, "TaskOptions", nameof(options));
        RetryPolicy.Validate(options.RetryExceptions, options.RetryExceptionTypes, "TaskOptions", nameof(options));
    }

    public static void CheckTimeout(TimeSpan? timeout, string options, string parameter)
    {
        if (timeout is { } limit && limit <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(parameter, timeout, $"{options}.Timeout must be more than zero, or Timeout.InfiniteTimeSpan for no limit.");
        }
    }
}
