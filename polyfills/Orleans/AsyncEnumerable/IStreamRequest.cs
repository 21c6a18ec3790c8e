namespace Orleans.Runtime;

/// <summary>What the codec of requests needs of those that are enumerated, whatever their elements are.</summary>
internal interface IStreamRequest
{
    int MaxBatchSize { get; set; }
}
