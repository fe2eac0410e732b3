# 较长文字中各部分的标题。

aspect-points = 要点
aspect-title = 译名
aspect-keywords = 关键词
aspect-background = 背景
aspect-earlier = 以往工作及其问题
aspect-motivation = 研究动机
aspect-method = 研究方法
aspect-results = 主要结果
aspect-support = 是否支持目标
aspect-significance = 意义
aspect-innovation = 创新点
aspect-performance = 性能
aspect-workload = 工作量
aspect-contributions = 贡献
aspect-limitations = 局限
aspect-related = 相关工作
