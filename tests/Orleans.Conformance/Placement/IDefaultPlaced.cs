namespace Orleans.Conformance.Placement;

public interface IDefaultPlaced : IWhere;
