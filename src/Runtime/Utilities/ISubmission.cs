namespace Orleans.Ray.Utilities;

/// <summary>A submission, as whoever wants its result sees it.</summary>
internal interface ISubmission<TResult>
{
    ValueTask<TResult> ReadAsync();
}
