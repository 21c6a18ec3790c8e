namespace Orleans.Configuration;

public class LoadSheddingOptions
{
    public bool LoadSheddingEnabled { get; set; }

    [Obsolete("Use CpuThreshold instead.")]
    public int LoadSheddingLimit
    {
        get => CpuThreshold;
        set => CpuThreshold = value;
    }

    public int CpuThreshold { get; set; } = 95;

    public int MemoryThreshold { get; set; } = 90;
}
